#[next_link(rel = "next", end(results = "false"), prev(rel = "previous"), keep("api-version"), upgrade_scheme)]
struct Issues(Vec<Issue>);

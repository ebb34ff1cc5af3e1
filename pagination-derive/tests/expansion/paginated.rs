#[cursor(field = data.edges_info.end, body = "/after")]
#[paginated(items = data.edges, each = node, item = Repository, is_last = data.edges_info.last)]
struct Graph {
    data: Data,
}

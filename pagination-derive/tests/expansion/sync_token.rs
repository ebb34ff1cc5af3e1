#[cursor(last_item = id, or(with = first_position), body = "/variables/after", session)]
#[sync_token(field = changes.token)]
struct Changes {
    records: Vec<Record>,
    changes: Changed,
}

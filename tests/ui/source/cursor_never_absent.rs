use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next_cursor)]
struct Channels {
    channels: Vec<u8>,
    next_cursor: String,
}

#[derive(Paginated)]
#[cursor(param = "since")]
struct Updates {
    updates: Vec<u8>,
}

#[derive(Paginated)]
struct Events {
    events: Vec<u8>,
    #[cursor]
    position: u64,
}

fn main() {}

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field, param = after, stop = empty_page, session = true, query("sort"), expired = 410)]
#[paginated(page_size = 100, check(f), into_iter = "no", crate = "core")]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset = "offset"]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page{stop(short_page)}]
#[paginated]
struct Posts {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(stop(short_page) param = "skip", "skip", 5, stop(), step(100))]
struct Records {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, query($top = "10", x-y = "z"), keep(5))]
struct Users {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}

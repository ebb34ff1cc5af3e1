use pagination_core::{Page, Paginated};

#[derive(Paginated)]
#[page]
#[paginated(has_more(with = by_text))]
struct Notes {
    data: Vec<u8>,
}

fn by_text(page: &Page<Notes>) -> Option<String> {
    Some(page.url().to_owned())
}

#[derive(Paginated)]
#[offset]
#[paginated(total(with = by_float), has_more(with = |page| Some(true)))]
struct Posts {
    data: Vec<u8>,
}

fn by_float(_: &Page<Posts>) -> f64 {
    1.0
}

#[derive(Paginated)]
#[offset]
#[paginated(total(header = "x-total", with = count))]
struct Both {
    data: Vec<u8>,
}

fn count(_: &Page<Both>) -> Option<u64> {
    None
}

#[derive(Paginated)]
#[page]
#[paginated(has_more(path = more), is_last())]
struct Words {
    data: Vec<u8>,
    more: bool,
}

#[derive(Paginated)]
#[page]
struct Marked {
    data: Vec<u8>,
    #[paginated(has_more(with = is_more))]
    more: bool,
}

#[derive(Paginated)]
#[cursor(last_item(with = "id"), param = "after")]
struct Quoted {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(last_item(with = wrong), param = "after")]
struct Wrong {
    data: Vec<u8>,
}

fn wrong(item: &str) -> Option<String> {
    Some(item.to_owned())
}

fn main() {}

use pagination_core::{Offset, Paginated, PaginatedBy};

// Every mistake is reported at once, and none of them again where the type is used.
#[derive(Paginated)]
#[cursor(feild = next)]
#[offset(stop(short_page), parallell)]
#[paginated(has_more = mor, item = u8, items = dato)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
    more: bool,
}

fn main() {
    fn page<T: PaginatedBy<Offset> + Paginated<Item = u8>>(_: Option<T>) {}
    page::<Meetings>(None);
    let sum: fn(Meetings) -> u8 = |meetings| meetings.into_iter().sum();
    let _ = sum;
}

use pagination_core::Paginated;

struct Group {
    rows: Vec<u8>,
    name: String,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups, each = rows.*)]
struct WithoutItem {
    groups: Vec<Group>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups, each = rows., item = u8)]
struct CutOff {
    groups: Vec<Group>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups, each = rows*, item = u8)]
struct Joined {
    groups: Vec<Group>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups.*, item = u8)]
struct InItems {
    groups: Vec<Group>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups, each = name.*, item = u8)]
struct NotAList {
    groups: Vec<Group>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items = groups, each = rows.*, item = u16)]
struct AnotherType {
    groups: Vec<Group>,
}

fn main() {}

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = inner.next)]
#[paginated(items = "inner.rows", item = "String")]
struct Quoted {
    inner: Inner,
}

#[derive(Paginated)]
#[cursor(field = inner.next)]
#[paginated(items = inner.rows, item = 5)]
struct Number {
    inner: Inner,
}

#[derive(Paginated)]
#[cursor(field = inner.next)]
#[paginated(items(with = rows, count = count), item = "no type")]
struct Function {
    inner: Inner,
}

fn rows(page: &mut Function) -> Vec<String> {
    std::mem::take(&mut page.inner.rows)
}

fn count(page: &Function) -> usize {
    page.inner.rows.len()
}

struct Inner {
    rows: Vec<String>,
    next: Option<String>,
}

fn main() {}

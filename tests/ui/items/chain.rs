use pagination_core::Paginated;

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a)))]
struct Alone {
    a: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a, a)))]
struct Twice {
    a: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a, c), with = take))]
struct Unknown {
    a: Vec<u8>,
    b: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain))]
struct Bare {
    a: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(inner.a, inner.b)))]
struct Deep {
    inner: Inner,
}

struct Inner {
    a: Vec<u8>,
    b: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a, b)))]
struct Different {
    a: Vec<u8>,
    b: Vec<u16>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a, b)), item = u16)]
struct NotInto {
    a: Vec<u8>,
    b: Vec<u32>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(a, b)))]
struct NotAList {
    a: Vec<u8>,
    b: u8,
}

fn main() {}

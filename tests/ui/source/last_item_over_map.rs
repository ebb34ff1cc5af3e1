use std::collections::BTreeMap;

use pagination_core::Paginated;

type Records = BTreeMap<String, u8>;

#[derive(Paginated)]
#[cursor(last_item = 0)]
#[paginated(items = data)]
struct Known {
    data: BTreeMap<String, u8>,
}

#[derive(Paginated)]
#[cursor(last_item)]
#[paginated(items = data)]
struct Alias {
    data: Records,
}

#[derive(Paginated)]
#[cursor(first_item)]
#[paginated(items(with = take, count = count), item = u8)]
struct Function {
    a: Vec<u8>,
    b: Vec<u8>,
}

fn take(function: &mut Function) -> Vec<u8> {
    std::mem::take(&mut function.a)
}

fn count(function: &Function) -> usize {
    function.a.len()
}

fn main() {}

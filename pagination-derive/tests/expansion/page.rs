#[page(first = 0, expired(410), first_only("/limit"))]
#[paginated(total_pages(header = "x-total-pages"), total = meta.total, check = refuse, empty(404))]
struct Envelope<T, M = Meta>
where
    T: 'static,
{
    data: Option<Vec<T>>,
    meta: M,
}

//! Several lists on one page, `items(chain(a, b))`, and lists in lists, `each = rows.*`.

use std::collections::BTreeMap;

use pagination_core::{Page, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{Sound, list, numbers, some};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
}

fn ids(ids: &[u64]) -> Vec<Row> {
    ids.iter().map(|id| Row { id: *id }).collect()
}

#[derive(Debug, Serialize, Deserialize)]
struct Folder {
    name: String,
    size: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    name: String,
}

#[derive(Debug, PartialEq)]
enum Entry {
    Folder(String),
    File(String),
}

impl From<Folder> for Entry {
    fn from(folder: Folder) -> Self {
        Self::Folder(folder.name)
    }
}

impl From<File> for Entry {
    fn from(file: File) -> Self {
        Self::File(file.name)
    }
}

/// As S3 lists a bucket: prefixes and keys, of which each page has some.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(last_item = name, param = "after", stop(short_page))]
#[paginated(items(chain(folders, inner.files)), item = Entry, page_size(param = "limit", default = 3))]
struct Directory {
    folders: Vec<Folder>,
    inner: Option<Box<Files>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Files {
    files: Option<Vec<File>>,
}

fn directory(folders: &[&str], files: Option<&[&str]>) -> Directory {
    Directory {
        folders: folders.iter().map(|name| Folder { name: (*name).to_owned(), size: 1 }).collect(),
        inner: files.map(|files| {
            Box::new(Files { files: Some(files.iter().map(|name| File { name: (*name).to_owned() }).collect()) })
        }),
    }
}

#[test]
fn lists_of_different_types_are_walked_one_after_another_as_one_type() {
    let walked = everywhere!(Option<String>, |_, at: Option<String>| -> Sound<Directory> {
        Ok(match at.as_deref() {
            None => directory(&["a"], Some(&["b", "c"])),
            // The last item of the page is in the last list that has any.
            Some("c") => directory(&["d", "e", "f"], Some(&[])),
            Some("f") => directory(&["g", "h", "i"], None),
            _ => directory(&[], None),
        })
    });
    let folder = |name: &str| Entry::Folder(name.to_owned());
    let file = |name: &str| Entry::File(name.to_owned());
    let all = [
        folder("a"),
        file("b"),
        file("c"),
        folder("d"),
        folder("e"),
        folder("f"),
        folder("g"),
        folder("h"),
        folder("i"),
    ];
    walked.gave(&all, &some(&["c", "f", "i"]));
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(items(chain(open, more.closed, spam)), page_size(param = "limit", default = 3))]
struct Tickets {
    open: Vec<Row>,
    more: Option<More>,
    spam: Option<Vec<Row>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct More {
    closed: Box<[Row]>,
}

fn tickets(open: &[u64], closed: &[u64], spam: &[u64]) -> Tickets {
    Tickets { open: ids(open), more: Some(More { closed: ids(closed).into() }), spam: Some(ids(spam)) }
}

#[test]
fn an_offset_and_a_short_page_count_the_items_of_all_lists() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Tickets> {
        Ok(match at {
            0 => tickets(&[0], &[1], &[2]),
            3 => tickets(&[3, 4, 5], &[], &[]),
            _ => tickets(&[], &[6], &[]),
        })
    });
    walked.gave(&ids(&list(0..7)), &[0, 3, 6]);
}

#[test]
fn both_directions_of_iteration_go_over_all_lists() {
    let page = tickets(&[1], &[2, 3], &[4]);
    assert_eq!((&page).into_iter().map(|row| row.id).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(page.into_iter().map(|row| row.id).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let page = Tickets { open: vec![], more: None, spam: None };
    assert_eq!((&page).into_iter().count(), 0);
    assert_eq!(page.into_iter().count(), 0);
}

#[test]
fn a_checkpoint_in_the_second_list_resumes_there() {
    let api = |at: u64| -> Sound<Tickets> {
        Ok(if at == 0 { tickets(&[0, 1], &[2, 3], &[4]) } else { tickets(&[5], &[], &[]) })
    };
    for taken in 0..6 {
        let mut items = pages_blocking(api).items();
        let mut all: Vec<u64> = items.by_ref().take(taken).map(|row| row.unwrap().id).collect();
        let checkpoint = serde_json::from_value(serde_json::to_value(items.checkpoint()).unwrap()).unwrap();
        all.extend(pages_blocking(api).resume(checkpoint).items().map(|row| row.unwrap().id));
        assert_eq!(all, list(0..6), "after {taken}");
    }
}

#[test]
fn the_first_item_is_in_the_first_list_that_has_any() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(first_item(with = id), param = "before", stop(empty_page))]
    #[paginated(items(chain(a, b)))]
    struct Lists {
        a: Vec<Row>,
        b: Vec<Row>,
    }
    fn id(row: &Row) -> Option<u64> {
        Some(row.id)
    }
    let walked = everywhere!(Option<u64>, |_, at: Option<u64>| -> Sound<Lists> {
        Ok(match at {
            None => Lists { a: vec![], b: ids(&[8, 9]) },
            Some(8) => Lists { a: ids(&[6]), b: ids(&[7]) },
            Some(_) => Lists { a: vec![], b: vec![] },
        })
    });
    walked.gave(&ids(&[8, 9, 6, 7]), &[None, Some(8), Some(6)]);
}

#[test]
fn maps_and_generic_lists_are_joined_too() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items(chain(old, new)), item = (String, T))]
    struct Versions<T> {
        old: BTreeMap<String, T>,
        new: Vec<(String, T)>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Versions<u64>> {
        Ok(match at {
            1 => Versions { old: BTreeMap::from([("a".into(), 1), ("b".into(), 2)]), new: vec![("c".into(), 3)] },
            _ => Versions { old: BTreeMap::new(), new: vec![] },
        })
    });
    walked.gave(&[("a".to_owned(), 1), ("b".to_owned(), 2), ("c".to_owned(), 3)], &[1, 2]);
}

/// Rows in groups: the API pages through the groups.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[cursor(last_item = id, param = "after", stop(empty_page))]
#[paginated(items = groups, each = rows.*, item = Row, page_size(param = "limit", default = 2))]
struct Grouped {
    groups: Vec<Group>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Group {
    id: u64,
    rows: Option<Vec<Row>>,
}

/// Group `n` has `n % 3` rows, of which the last group has none at all.
fn group(id: u64) -> Group {
    Group { id, rows: (id < 6).then(|| (0..id % 3).map(|row| Row { id: 10 * id + row }).collect()) }
}

fn grouped(at: u64) -> Sound<Grouped> {
    Ok(Grouped { groups: numbers(at, 2, 7).into_iter().map(group).collect() })
}

const ROWS: [u64; 6] = [10, 20, 21, 40, 50, 51];

#[test]
fn positions_and_short_pages_count_the_groups_and_the_items_are_the_rows() {
    everywhere!(u64, |_, at| grouped(at)).gave(&ids(&ROWS), &[0, 2, 4, 6]);
}

#[test]
fn max_items_counts_the_rows() {
    for most in 0..8 {
        let walked = over_functions!(u64, |_, at| grouped(at), pager => pager.max_items(most));
        let expected = ids(&ROWS).into_iter().take(usize::try_from(most).unwrap()).collect::<Vec<_>>();
        assert_eq!(walked.sound(), expected, "{most}");
    }
}

#[test]
fn a_checkpoint_in_the_middle_of_a_group_resumes_exactly() {
    for taken in 0..=ROWS.len() {
        let mut items = pages_blocking(grouped).items();
        let mut all: Vec<u64> = items.by_ref().take(taken).map(|row| row.unwrap().id).collect();
        let checkpoint = items.checkpoint();
        all.extend(pages_blocking(grouped).resume(checkpoint).items().map(|row| row.unwrap().id));
        assert_eq!(all, ROWS, "after {taken}");
    }
}

#[test]
fn a_page_whose_groups_are_empty_is_no_empty_page() {
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Grouped> {
        let groups = if at < 6 {
            vec![Group { id: at, rows: None }, Group { id: at + 1, rows: Some(vec![]) }]
        } else {
            vec![Group { id: 9, rows: Some(ids(&[1])) }]
        };
        Ok(Grouped { groups })
    });
    walked.gave(&ids(&[1]), &[0, 2, 4, 6]);
}

#[test]
fn the_last_item_is_the_last_group_even_if_it_has_no_rows() {
    let api = |_: usize, after: Option<u64>| grouped(after.map_or(0, |after| after + 1));
    let walked = over_functions!(Option<u64>, api, pager => pager.by::<pagination_core::Cursor>());
    walked.gave(&ids(&ROWS), &[None, Some(1), Some(3), Some(5), Some(6)]);
}

#[test]
fn both_directions_of_iteration_go_over_the_rows() {
    let page = Page::new(grouped(1).unwrap());
    assert_eq!((&page).into_iter().map(|row| row.id).collect::<Vec<_>>(), [10, 20, 21]);
    assert_eq!(page.into_iter().map(|row| row.id).collect::<Vec<_>>(), [10, 20, 21]);
}

/// Sections of groups of edges.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(items = data.groups, each = sections.*.edges.*.node, item = Row)]
struct Deep {
    data: Option<Data>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Data {
    groups: Vec<Sections>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Sections {
    #[allow(clippy::box_collection, reason = "a path passes through it")]
    sections: Option<Box<Vec<Section>>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Section {
    edges: Vec<Option<Edge>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Edge {
    node: Option<Box<Row>>,
}

fn deep(at: u64) -> Sound<Deep> {
    let edge = |id| Some(Edge { node: Some(Box::new(Row { id })) });
    let section = |id| Section { edges: vec![edge(id), None, Some(Edge { node: None }), edge(id + 1)] };
    let group =
        |id| Sections { sections: Some(Box::new(vec![section(id), Section { edges: vec![] }, section(id + 2)])) };
    let groups = if at < 3 { vec![group(8 * at), Sections { sections: None }, group(8 * at + 4)] } else { vec![] };
    Ok(Deep { data: Some(Data { groups }) })
}

#[test]
fn lists_in_lists_in_lists_are_walked_to_any_depth() {
    everywhere!(u64, |_, at| deep(at)).gave(&ids(&list(8..24)), &[1, 2, 3]);
    for taken in [1, 3, 5, 8, 9] {
        let mut items = pages_blocking(deep).items();
        let mut all: Vec<u64> = items.by_ref().take(taken).map(|row| row.unwrap().id).collect();
        all.extend(pages_blocking(deep).resume(items.checkpoint()).items().map(|row| row.unwrap().id));
        assert_eq!(all, list(8..24), "after {taken}");
    }
    let page = deep(1).unwrap();
    assert_eq!((&page).into_iter().count(), 8);
}

#[test]
fn lists_without_a_name_and_maps_are_lists_in_lists_too() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = matrix, each = *.*, item = u64)]
    struct Matrix {
        matrix: Vec<Vec<Vec<u64>>>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Matrix> {
        Ok(Matrix { matrix: if at == 1 { vec![vec![vec![0, 1], vec![]], vec![vec![2]]] } else { vec![] } })
    });
    walked.gave(&list(0..3), &[1, 2]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = by_day, each = 1.rows.*, item = Row)]
    struct ByDay {
        by_day: BTreeMap<String, Group>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<ByDay> {
        let days = [("mon".to_owned(), group(2)), ("tue".to_owned(), group(6)), ("wed".to_owned(), group(1))];
        Ok(ByDay { by_day: if at == 1 { BTreeMap::from(days) } else { BTreeMap::new() } })
    });
    walked.gave(&ids(&[20, 21, 10]), &[1, 2]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items(chain(a, b.c)), each = "rows.*", item = Row)]
    struct Chained {
        a: Vec<Group>,
        b: Option<Inner>,
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Inner {
        c: Vec<Group>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Chained> {
        Ok(if at == 1 {
            Chained { a: vec![group(2)], b: Some(Inner { c: vec![group(1)] }) }
        } else {
            Chained { a: vec![], b: None }
        })
    });
    walked.gave(&ids(&[20, 21, 10]), &[1, 2]);
}

#[test]
fn max_items_counts_what_each_finds() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(items = edges, each = node, item = Row)]
    struct Edges {
        edges: Vec<Edge>,
    }
    let walked = everywhere!(u64, |_, at: u64| -> Sound<Edges> {
        let edge = |node: Option<u64>| Edge { node: node.map(|id| Box::new(Row { id })) };
        Ok(Edges { edges: vec![edge(None), edge(Some(at)), edge(None)] })
    }, pager => pager.max_items(3));
    walked.gave(&ids(&[1, 2, 3]), &[1, 2, 3]);
}

#[test]
fn pages_of_several_lists_and_of_groups_are_recognized_by_the_keys_of_their_items() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(repeated))]
    #[paginated(items(chain(a, b)), key = id)]
    struct Same {
        a: Vec<Row>,
        b: Vec<Row>,
        page: u64,
    }
    let walked = everywhere!(u64, |_, page: u64| -> Sound<Same> {
        let at = page.min(2);
        Ok(Same { a: ids(&[at]), b: ids(&[10 + at]), page })
    });
    walked.gave(&ids(&[1, 11, 2, 12]), &[1, 2, 3]);

    #[derive(Debug, PartialEq)]
    struct Id(u64);
    impl From<Row> for Id {
        fn from(row: Row) -> Self {
            Self(row.id)
        }
    }
    impl From<u64> for Id {
        fn from(id: u64) -> Self {
            Self(id)
        }
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(repeated))]
    #[paginated(items(chain(a, b)), item = Id, key = 0)]
    struct Converted {
        a: Vec<Row>,
        b: Vec<u64>,
        page: u64,
    }
    let walked = everywhere!(u64, |_, page: u64| -> Sound<Converted> {
        let at = page.min(2);
        Ok(Converted { a: ids(&[at]), b: vec![10 + at], page })
    });
    walked.gave(&[Id(1), Id(11), Id(2), Id(12)], &[1, 2, 3]);

    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(repeated))]
    #[paginated(items = groups, each = rows.*, item = Row, key = id)]
    struct InGroups {
        groups: Vec<Group>,
        page: u64,
    }
    let walked = everywhere!(u64, |_, page: u64| -> Sound<InGroups> {
        Ok(InGroups { groups: vec![group(3 * page.min(2) - 2), group(3 * page.min(2) - 1)], page })
    });
    walked.gave(&ids(&[10, 20, 21, 40, 50, 51]), &[1, 2, 3]);
}

//! The modules of this crate import one another without a circle: `cargo test -p pagination-core --all-features module_graph`.
//!
//! A module with its folder is one node, and so are the modules inside a folder among themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules that each module names, by the folder they are in.
type Graph = BTreeMap<PathBuf, BTreeMap<String, BTreeSet<String>>>;

/// These are documentation, and link to everything.
const DOCUMENTATION: [&str; 4] = ["lib.rs", "attributes.rs", "guide.rs", "module_graph.rs"];

fn read(folder: &Path, graph: &mut Graph) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && !["attributes", "guide", "links"].contains(&name.as_str()) {
            read(&path, graph);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !DOCUMENTATION.contains(&name.as_str())
        {
            read_module(&path, graph);
        }
    }
}

fn read_module(path: &Path, graph: &mut Graph) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = fs::read_to_string(path).unwrap();
    if matches!(path.file_stem().unwrap().to_str(), Some("tests" | "properties")) {
        return;
    }
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let code = without_tests(&code);
    for (at, _) in code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with(['$', '"'])) {
        let rest = &code[at + "crate::".len()..];
        assert!(
            !rest.starts_with(|first: char| first == '{' || first.is_uppercase()),
            "{}: name the module that defines it, not the root: crate::{}",
            path.display(),
            rest.lines().next().unwrap_or_default()
        );
    }
    let module = path.strip_prefix(&root).unwrap().with_extension("");
    let top = module.iter().next().unwrap().to_str().unwrap().to_owned();
    name_all(&code, "crate::", &root, &top, graph);
    if let Some(folder) = module.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        name_all(&code, "super::", &root.join(folder), module.file_name().unwrap().to_str().unwrap(), graph);
    }
}

/// Tests may look anywhere.
fn without_tests(code: &str) -> String {
    let mut parts = code.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // The item is a block, which ends at the next brace that is not indented, or a statement.
        let end = match part.find([';', '{']) {
            Some(at) if part[at..].starts_with('{') => part.find("\n}").map_or(part.len(), |at| at + 2),
            Some(at) => at + 1,
            None => part.len(),
        };
        kept.push_str(&part[end..]);
    }
    kept
}

/// Adds the modules of `folder` that are named after `prefix`.
fn name_all(code: &str, prefix: &str, folder: &Path, module: &str, graph: &mut Graph) {
    let modules = graph.entry(folder.to_owned()).or_default().entry(module.to_owned()).or_default();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        let is_path = !code[..at].ends_with([':', '$']) && !name.is_empty();
        if is_path && name != module && folder.join(&name).with_extension("rs").exists() {
            modules.insert(name);
        }
    }
}

/// A circle that a search from here finds.
fn circle(modules: &BTreeMap<String, BTreeSet<String>>, path: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
    let here = path.last().cloned().unwrap_or_default();
    for next in modules.get(&here).into_iter().flatten() {
        let is_on_path = path.contains(next);
        path.push(next.clone());
        if is_on_path || (!done.contains(next) && circle(modules, path, done)) {
            return true;
        }
        path.pop();
    }
    done.insert(here);
    false
}

#[test]
fn the_modules_have_no_circle() {
    let mut graph = Graph::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut graph);
    assert!(graph.len() > 5, "the modules were not found: {graph:?}");
    for (folder, modules) in graph {
        for module in modules.keys() {
            let mut path = vec![module.clone()];
            assert!(!circle(&modules, &mut path, &mut BTreeSet::new()), "{}: {}", folder.display(), path.join(" -> "));
        }
    }
}

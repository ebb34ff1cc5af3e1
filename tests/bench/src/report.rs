//! Prints tables, and writes them, with the plots, into the page beside this program.

use std::fs;
use std::io;
use std::path::PathBuf;

/// A table with a head.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(head: &[impl ToString]) -> Self {
        Self { head: head.iter().map(ToString::to_string).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn markdown(&self) -> String {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        let line = |row: &[String]| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                format!(" {cell}{} |", " ".repeat(width(column).unwrap_or(0) - cell.chars().count()))
            });
            format!("|{}\n", cells.collect::<String>())
        };
        let rule: String =
            (0..self.head.len()).map(|column| "-".repeat(width(column).unwrap_or(0) + 2) + "|").collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}|{rule}\n{rows}", line(&self.head))
    }
}

/// Where tables and plots go.
pub struct Report {
    folder: PathBuf,
    save: bool,
}

impl Report {
    /// With `save`, tables and plots are written beside this program; they are printed in any case.
    pub fn new(save: bool) -> Self {
        Self { folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")), save }
    }

    /// A table, which takes the place of the one that is marked with this name.
    pub fn table(&mut self, name: &str, table: &Table) -> io::Result<()> {
        let table = table.markdown();
        println!("{table}");
        if !self.save {
            return Ok(());
        }
        let path = self.folder.join("README.md");
        let page = fs::read_to_string(&path)?;
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let written = page
            .split_once(&begin)
            .and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)))
            .map(|(before, after)| format!("{before}{begin}{table}{end}{after}"))
            .ok_or_else(|| io::Error::other(format!("README.md has no place for the table `{name}`")))?;
        fs::write(path, written)
    }

    /// A plot, as SVG.
    pub fn plot(&mut self, name: &str, svg: &str) -> io::Result<()> {
        if !self.save {
            return Ok(());
        }
        let folder = self.folder.join("plots");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{name}.svg")), svg)
    }
}

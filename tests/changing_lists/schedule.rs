//! Every sequence of choices, one after the other.

/// The choices of one run. A run asks for them as it goes; [`every`] repeats it until all were made.
#[derive(Default)]
pub struct Schedule {
    /// What was chosen, and of how many.
    made: Vec<(usize, usize)>,
    next: usize,
}

impl Schedule {
    /// A number below `options`.
    pub fn choose(&mut self, options: usize) -> usize {
        if self.next == self.made.len() {
            self.made.push((0, options));
        }
        let (choice, of) = self.made[self.next];
        assert_eq!(of, options, "a run is not repeatable");
        self.next += 1;
        choice
    }

    /// The next sequence of choices, if there is one.
    fn advance(&mut self) -> bool {
        self.next = 0;
        while let Some((choice, options)) = self.made.pop() {
            if choice + 1 < options {
                self.made.push((choice + 1, options));
                return true;
            }
        }
        false
    }
}

/// Makes a run with every sequence of choices; returns how many there were.
pub fn every(mut run: impl FnMut(&mut Schedule)) -> usize {
    let mut schedule = Schedule::default();
    let mut runs = 0;
    loop {
        run(&mut schedule);
        runs += 1;
        if !schedule.advance() {
            return runs;
        }
    }
}

#[test]
fn every_sequence_is_made_once() {
    let mut seen = Vec::new();
    let runs = every(|schedule| {
        let first = schedule.choose(3);
        let second = if first == 1 { schedule.choose(2) } else { 9 };
        seen.push((first, second));
    });
    assert_eq!((runs, seen), (4, vec![(0, 9), (1, 0), (1, 1), (2, 9)]));
}

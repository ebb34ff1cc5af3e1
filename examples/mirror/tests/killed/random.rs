//! Random numbers that are the same in every run (`SplitMix64`).

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`, of any type that holds it.
    pub fn below<N: TryFrom<u64>>(&mut self, end: u64) -> N {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = (bits ^ bits >> 31) % end.max(1);
        N::try_from(number).ok().expect("the type holds the number")
    }
}

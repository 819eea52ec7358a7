//! 10,000 types, for a container that tells components apart by type.

/// The type of a component: its place has these digits.
pub(crate) struct Node<const THOUSANDS: u8, const HUNDREDS: u8, const TENS: u8, const ONES: u8>;

impl<const THOUSANDS: u8, const HUNDREDS: u8, const TENS: u8, const ONES: u8> Node<THOUSANDS, HUNDREDS, TENS, ONES> {
    /// Where the component is in each graph.
    pub(crate) const PLACE: usize =
        THOUSANDS as usize * 1000 + HUNDREDS as usize * 100 + TENS as usize * 10 + ONES as usize;
}

/// Makes `$all`, a function that gives an entry for each of the types, in the order of their places.
macro_rules! for_each_node {
    ($all:ident: $entry:ident from $of:ident) => {
        fn $all() -> Vec<$entry> {
            #[inline(never)]
            fn tens<const THOUSANDS: u8, const HUNDREDS: u8, const TENS: u8>(all: &mut Vec<$entry>) {
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 0>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 1>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 2>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 3>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 4>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 5>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 6>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 7>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 8>());
                all.push($of::<THOUSANDS, HUNDREDS, TENS, 9>());
            }
            #[inline(never)]
            fn hundreds<const THOUSANDS: u8, const HUNDREDS: u8>(all: &mut Vec<$entry>) {
                tens::<THOUSANDS, HUNDREDS, 0>(all);
                tens::<THOUSANDS, HUNDREDS, 1>(all);
                tens::<THOUSANDS, HUNDREDS, 2>(all);
                tens::<THOUSANDS, HUNDREDS, 3>(all);
                tens::<THOUSANDS, HUNDREDS, 4>(all);
                tens::<THOUSANDS, HUNDREDS, 5>(all);
                tens::<THOUSANDS, HUNDREDS, 6>(all);
                tens::<THOUSANDS, HUNDREDS, 7>(all);
                tens::<THOUSANDS, HUNDREDS, 8>(all);
                tens::<THOUSANDS, HUNDREDS, 9>(all);
            }
            #[inline(never)]
            fn thousands<const THOUSANDS: u8>(all: &mut Vec<$entry>) {
                hundreds::<THOUSANDS, 0>(all);
                hundreds::<THOUSANDS, 1>(all);
                hundreds::<THOUSANDS, 2>(all);
                hundreds::<THOUSANDS, 3>(all);
                hundreds::<THOUSANDS, 4>(all);
                hundreds::<THOUSANDS, 5>(all);
                hundreds::<THOUSANDS, 6>(all);
                hundreds::<THOUSANDS, 7>(all);
                hundreds::<THOUSANDS, 8>(all);
                hundreds::<THOUSANDS, 9>(all);
            }
            let mut all = Vec::new();
            thousands::<0>(&mut all);
            thousands::<1>(&mut all);
            thousands::<2>(&mut all);
            thousands::<3>(&mut all);
            thousands::<4>(&mut all);
            thousands::<5>(&mut all);
            thousands::<6>(&mut all);
            thousands::<7>(&mut all);
            thousands::<8>(&mut all);
            thousands::<9>(&mut all);
            all
        }
    };
}

pub(crate) use for_each_node;

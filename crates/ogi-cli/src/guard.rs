//! Our own faults: a panic ends the work on one file, never the run.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// What a panic said on this thread, while it is guarded.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic: what it said, and the line of our code.
#[derive(Debug)]
pub(crate) struct Panicked(pub(crate) String);

/// Does work that may have a fault of ours in it.
///
/// Nothing of what it worked on may be used after a panic; that is why it takes what it needs and gives back what it made.
///
/// # Errors
/// It panicked.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let otherwise = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let is_guarded = SAID.with_borrow_mut(|said| {
                let said = said.as_mut()?;
                *said = panic.to_string().replace('\n', " ");
                Some(())
            });
            if is_guarded.is_none() {
                otherwise(panic);
            }
        }));
    });
    // Work may be guarded within guarded work: the inner one ends its own watch only.
    let outer = SAID.replace(Some(String::new()));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    let said = SAID.replace(outer);
    done.map_err(|_| Panicked(said.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_an_error_that_names_its_line() {
        let outer = guarded(|| {
            let inner = guarded(|| [1, 2].get(5).copied().expect("a fault of ours"));
            let said = inner.expect_err("a panic").0;
            assert!(
                said.contains("guard.rs") && said.contains("a fault of ours"),
                "{said}"
            );
            7
        });
        assert_eq!(outer.expect("no panic"), 7);
    }
}

//! Restricts processes to one core.

/// The processors that this process and those it starts may use.
pub struct Cores {
    #[cfg(target_os = "linux")]
    all: rustix::thread::CpuSet,
    #[cfg(target_os = "linux")]
    one: rustix::thread::CpuSet,
}

#[cfg(target_os = "linux")]
impl Cores {
    /// How processes are held to one core.
    pub const HOW: &str = "held to one core (by affinity)";

    pub fn new() -> Result<Self, String> {
        use rustix::thread::{CpuSet, sched_getaffinity};
        let all = sched_getaffinity(None)
            .map_err(|error| format!("cannot ask for processors: {error}"))?;
        let mut one = CpuSet::new();
        if let Some(last) = (0..CpuSet::MAX_CPU).rev().find(|core| all.is_set(*core)) {
            one.set(last);
        }
        Ok(Self { all, one })
    }

    /// Everything started from now on has one core, or all of them.
    pub fn hold(&self, one: bool) {
        let set = if one { &self.one } else { &self.all };
        rustix::thread::sched_setaffinity(None, set).expect("processors of our own");
    }
}

#[cfg(not(target_os = "linux"))]
impl Cores {
    /// How processes are held to one core.
    pub const HOW: &str = "meant for one core, but not held to it: this system cannot";

    pub fn new() -> Result<Self, String> {
        Ok(Self {})
    }

    pub fn hold(&self, _one: bool) {}
}

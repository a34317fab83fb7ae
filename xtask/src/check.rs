//! Later.
/// Later.
pub fn run() -> anyhow::Result<()> { Ok(()) }
/// Later.
pub fn build() -> anyhow::Result<()> { Ok(()) }

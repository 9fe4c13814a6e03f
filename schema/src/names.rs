//! Spellings of names.

/// A name of the standard in `snake_case`: `ApplicantCounts` is `applicant_counts`, `uscc-check-digits` is
/// `uscc_check_digits`.
///
/// ```
/// assert_eq!(ogi_schema::snake_case("Amount10kYuan"), "amount10k_yuan");
/// ```
#[must_use]
pub fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut previous_lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && previous_lower {
            snake.push('_');
        }
        previous_lower = c.is_ascii_lowercase();
        snake.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        });
    }
    snake
}

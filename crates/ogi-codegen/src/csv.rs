//! Comma-separated values as PostgreSQL reads them: an absent field is empty, an empty text is quoted.

/// One table with its column names.
pub(crate) struct Csv(String);

impl Csv {
    pub(crate) fn new(columns: &[&str]) -> Self {
        Self(columns.join(",") + "\n")
    }

    pub(crate) fn row<'a>(&mut self, fields: impl IntoIterator<Item = Option<&'a str>>) {
        for (index, field) in fields.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.0.push_str(&field.map(quoted).unwrap_or_default());
        }
        self.0.push('\n');
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}

fn quoted(field: &str) -> String {
    let plain =
        !field.is_empty() && !field.contains(['"', ',', '\r', '\n']) && field.trim() == field;
    if plain {
        field.to_owned()
    } else {
        format!("\"{}\"", field.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;

    #[test]
    fn absent_and_empty_differ() {
        let mut csv = Csv::new(&["a", "b", "c"]);
        csv.row([None, Some(""), Some("x \"y\", z")]);
        assert_eq!(csv.text(), "a,b,c\n,\"\",\"x \"\"y\"\", z\"\n");
    }
}

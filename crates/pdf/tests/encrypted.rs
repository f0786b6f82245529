//! Files that a password encrypts: by each method, some for their owner only.

use byheart_pdf::{Error, Limits, read};

#[test]
fn files_open_with_either_password_or_with_none_where_none_is_asked_for() {
    for method in ["rc4-40", "rc4-128", "aes-128", "aes-256-r5", "aes-256-r6"] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/encrypted");
        let text = |file: &str, password: &str| {
            let bytes = std::fs::read(format!("{folder}/{method}{file}.pdf")).unwrap();
            let document = read(&bytes, password, Limits::default())?;
            Ok((document.blocks[0].text.clone(), document.info.title))
        };
        let read = Ok(("Rome had kings until 509.".to_owned(), Some("Kings of Rome".to_owned())));
        assert_eq!(text("", ""), read, "{method}, owner's only");
        assert_eq!(text("-user", "kings"), read, "{method}, user's");
        assert_eq!(text("-user", "consuls"), read, "{method}, owner's");
        assert_eq!(text("-user", "senate"), Err(Error::Password), "{method}, another");
        assert_eq!(text("-user", ""), Err(Error::Password), "{method}, none");
    }
}

//! What the readers of XML share.

/// The character that a reference stands for; entities of a document's own are left out.
pub fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (number, name) {
        (Some(number), _) => char::from_u32(number).map(String::from).unwrap_or_default(),
        (None, "lt") => "<".to_owned(),
        (None, "gt") => ">".to_owned(),
        (None, "amp") => "&".to_owned(),
        (None, "quot") => "\"".to_owned(),
        (None, "apos") => "'".to_owned(),
        (None, "nbsp") => " ".to_owned(),
        _ => String::new(),
    }
}

/// Names for headings as GitHub makes them, so that a notebook's own links work: lower case, spaces as
/// hyphens, other punctuation dropped, and a number behind a name that stands already.
struct HeadingIDs {
    /// The page's own names are taken.
    private var used: Set<String> = ["main", "contents", "top"]

    mutating func id(for heading: String) -> String {
        var slug = ""
        for character in heading.lowercased() {
            if character.isLetter || character.isNumber || character == "-" || character == "_" {
                slug.append(character)
            } else if character == " " {
                slug.append("-")
            }
        }
        if slug.isEmpty { slug = "section" }
        var name = slug, number = 1
        while !used.insert(name).inserted {
            name = "\(slug)-\(number)"
            number += 1
        }
        return name
    }
}

import Testing

@testable import Gradebook

/// RFC 4180, and nothing that a spreadsheet would run.
struct CSVTableTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""), ("two\nlines", "\"two\nlines\""), ("cr\r", "\"cr\r\""),
        ("nul\u{0}", "nul"), (" padded", "\" padded\""), ("José", "José"),
        // Formulas.
        ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t'=1\""), ("\r=1", "\"'\r'=1\""), ("\n=1", "\"'\n'=1\""),
        ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""), ("  =1", "\"  '=1\""), ("\u{FF1D}1", "'\u{FF1D}1"), ("\u{200B}=1", "\u{200B}'=1"),
        ("-", "'-"), ("--1", "'--1"), ("-1-1", "'-1-1"), ("-1.2.3", "'-1.2.3"), ("-.5", "'-.5"), ("+1", "'+1"), ("-1e5", "'-1e5"), ("\u{202E}=1", "\u{202E}'=1"),
        // Where a semicolon ends a field.
        ("a;=1", "\"a;'=1\""), ("a\t@x", "\"a\t'@x\""), ("a;b", "\"a;b\""),
        // Numbers stay numbers.
        ("-1", "-1"), ("-2.5", "-2.5"), ("3.25", "3.25"), ("0", "0"),
    ])
    func `one field`(_ field: String, _ csv: String) {
        #expect(CSVTable(rows: [[field]]).text == csv + "\r\n")
    }

    @Test func `lines end with CR LF, the last one too`() {
        #expect(CSVTable(rows: [["a", "b"], ["1", "x y"]]).text == "a,b\r\n1,x y\r\n")
    }
}

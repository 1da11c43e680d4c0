extension Character {
    /// Whether a line of a notebook ends here. As CommonMark says, that is at LF, CR LF or CR; `isNewline` also takes
    /// U+2028, U+2029, U+0085, VT and FF, which stand inside a line.
    public var isLineEnd: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}

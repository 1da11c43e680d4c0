/// A key as a person pressed it, or a text that was pasted.
public enum Key: Sendable, Equatable {
    case character(Character)
    /// With Ctrl: a lower-case letter, or one of `@[\]^_`.
    case control(Character)
    /// With Alt, or after Escape.
    case alt(Character)
    case enter, altEnter, tab, backTab, backspace, altBackspace, delete, escape
    case left, right, up, down, home, end, wordLeft, wordRight, pageUp, pageDown
    case paste(String)
    /// A sequence that means nothing to us.
    case unknown
}

/// A type that knows how a notebook shows it.
///
///     struct Parcel: Displayable {
///         var mimeBundle: MIMEBundle { MIMEBundle(plain: "parcel 7").adding(.html, "<b>parcel 7</b>") }
///     }
public protocol Displayable {
    /// The representations of this value; `text/plain` always among them.
    var mimeBundle: MIMEBundle { get }
}

/// A value that is shown otherwise among others than alone: small numbers are read alone, and compared as pictures.
public protocol GalleryDisplayable: Displayable {
    /// The representations in a `Gallery`, or in an array that is displayed.
    var galleryBundle: MIMEBundle { get }
}

/// Shows a value under the running cell, at once and in order with what is printed.
///
/// A `Displayable` value brings its own representations; any other is described as `print` would.
/// Outside a notebook its plain text is printed.
public func display(_ value: Any) {
    DisplaySink.show(mimeBundle(describing: value))
}

/// Shows a value under a name. What is shown under that name already is replaced where it stands, be it under
/// an earlier cell; a report has the last value.
///
///     let loss = display(chart, id: "loss")
///     loss.update(chart)                      // the same as display(chart, id: "loss")
@discardableResult
public func display(_ value: Any, id: String) -> DisplayHandle {
    let handle = DisplayHandle(id: id)
    handle.update(value)
    return handle
}

/// What `display(_:id:)` shows, to be replaced.
public struct DisplayHandle: Sendable, Hashable {
    /// The name under which the value is shown, one in the whole notebook.
    public let id: String

    /// Shows another value in the place of the one before.
    public func update(_ value: Any) {
        DisplaySink.show(NotebookDisplay.mimeBundle(describing: value), id: id)
    }
}

/// How a value is shown: its own bundle, or the text that describes it.
public func mimeBundle(describing value: Any) -> MIMEBundle {
    if let displayable = value as? any Displayable { return displayable.mimeBundle }
    if let gallery = Gallery.gallery(of: value) { return gallery }
    // A string result is shown quoted, as in every REPL; a collection's elements are anyway.
    if let string = value as? String { return MIMEBundle(plain: string.debugDescription) }
    return MIMEBundle(plain: String(describing: value))
}

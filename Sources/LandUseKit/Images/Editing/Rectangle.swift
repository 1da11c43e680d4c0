/// A part of a picture, in pixels.
struct Rectangle: Sendable, Equatable {
    var top, left, height, width: Int
}

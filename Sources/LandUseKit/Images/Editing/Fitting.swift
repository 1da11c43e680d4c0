extension Image {
    /// The picture scaled down so that no side is longer than so many pixels; a smaller one as it is.
    func fitting(_ longestSide: Int) -> Image {
        let longest = max(height, width)
        guard longest > longestSide else { return self }
        return resampled(height: max(height * longestSide / longest, 1), width: max(width * longestSide / longest, 1))
    }
}

/// Turns by 0, 90, 180 or 270 degrees, each with probability ¼: from above, no direction is up. No pixel is
/// computed anew, and no corner is left empty.
///
/// torchvision has no such transform. The draw is `torch.randint(0, 4, (1,))`, and the picture is turned so many
/// quarters counter-clockwise (`torch.rot90(image, k, (1, 2))`); height and width of an oblong picture are exchanged
/// by one and three.
public struct RandomRotation90: RandomImageTransform {
    public init() {}

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        image.rotated90(times: Random.integer(in: 0..<4))
    }
}

/// Cuts images into square patches and makes one vector of each (Dosovitskiy et al. 2020, "An Image is Worth 16x16 Words"):
/// `[N, in, H, W]` to `[N, patches, embedDim]`, the patches row by row.
///
/// `proj` is a convolution whose stride is its kernel, named as in timm's models.
public final class PatchEmbedding: Module {
    public let proj: Conv2d

    /// - Parameter patchSize: in pixels; the images' sizes must be multiples of it.
    public init(
        _ inChannels: Int, _ embedDim: Int, patchSize: Size2D, file: StaticString = #fileID, line: UInt = #line
    ) {
        proj = Conv2d(inChannels, embedDim, kernelSize: patchSize, stride: patchSize, file: file, line: line)
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor {
        let patch = proj.kernelSize
        guard input.rank == 4, input.shape[2] % patch.height == 0, input.shape[3] % patch.width == 0 else {
            fail(
                "PatchEmbedding expects [N, \(proj.inChannels), H, W] with sizes that are multiples of its patches' \(patch.tuple), "
                    + "got \(input.shape)", #fileID, #line)
        }
        return proj(input).flatten(2).transpose(1, 2)
    }
}

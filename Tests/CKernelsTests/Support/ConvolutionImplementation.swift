import CKernels

/// One way to compute convolutions: the public functions, or the ones that they choose from.
struct ConvolutionImplementation: Sendable {
    typealias Floats = UnsafePointer<Float>
    typealias Result = UnsafeMutablePointer<Float>

    var packedCount: @Sendable (inout ck_convolution, ck_direction) -> Int
    var pack: @Sendable (inout ck_convolution, ck_direction, Floats, Result) -> Void
    var forward: @Sendable (
        inout ck_convolution, Floats, UnsafePointer<ck_input_transform>?, Floats, inout ck_output_transform, Result) -> Void
    var data: @Sendable (inout ck_convolution, Floats, Floats, inout ck_gradient_transform, Result) -> Void
    var weights: @Sendable (
        inout ck_convolution, Floats, UnsafePointer<ck_input_transform>?, Floats, Result, Int32) -> Void

    static let direct = ConvolutionImplementation(
        packedCount: { ck_direct_packed_weights_count(&$0, $1) },
        pack: { ck_direct_pack_weights(&$0, $1, $2, $3) },
        forward: { ck_direct_convolve(&$0, $1, $2, $3, &$4, $5) },
        data: { ck_direct_convolve_backward_data(&$0, $1, $2, &$3, $4) },
        weights: { ck_direct_convolve_backward_weights(&$0, $1, $2, $3, $4, $5) })

    /// Forward and to the weights; the inputs' gradient is direct convolution's.
    static let stem = ConvolutionImplementation(
        packedCount: { $1 == ck_forward ? ck_stem_packed_weights_count(&$0) : ck_direct_packed_weights_count(&$0, $1) },
        pack: { $1 == ck_forward ? ck_stem_pack_weights(&$0, $2, $3) : ck_direct_pack_weights(&$0, $1, $2, $3) },
        forward: { ck_stem_convolve(&$0, $1, $2, $3, &$4, $5) },
        data: { ck_direct_convolve_backward_data(&$0, $1, $2, &$3, $4) },
        weights: { ck_stem_convolve_backward_weights(&$0, $1, $2, $3, $4, $5) })

    static let chosen = ConvolutionImplementation(
        packedCount: { ck_packed_weights_count(&$0, $1) },
        pack: { ck_pack_weights(&$0, $1, $2, $3) },
        forward: { ck_convolve(&$0, $1, $2, $3, &$4, $5) },
        data: { ck_convolve_backward_data(&$0, $1, $2, &$3, $4) },
        weights: { ck_convolve_backward_weights(&$0, $1, $2, $3, $4, $5) })

    static let reference = ConvolutionImplementation(
        packedCount: { convolution, _ in
            convolution.filters * convolution.kernel_height * convolution.kernel_width
                * (convolution.channels / convolution.groups)
        },
        pack: { convolution, _, w, packed in
            let count = convolution.filters * convolution.kernel_height * convolution.kernel_width
                * (convolution.channels / convolution.groups)
            packed.update(from: w, count: count)
        },
        forward: { ck_reference_convolve(&$0, $1, $2, $3, &$4, $5) },
        data: { ck_reference_convolve_backward_data(&$0, $1, $2, &$3, $4) },
        weights: { ck_reference_convolve_backward_weights(&$0, $1, $2, $3, $4, $5) })

    func packed(_ convolution: inout ck_convolution, _ direction: ck_direction, _ w: GuardedFloats) -> GuardedFloats {
        // Whatever is not written is not a number, and shows.
        let packed = GuardedFloats([Float](repeating: .nan, count: packedCount(&convolution, direction)))
        pack(&convolution, direction, w.pointer, packed.pointer)
        return packed
    }
}

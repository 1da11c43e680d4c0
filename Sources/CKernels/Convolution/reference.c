// One thread, one loop for each index, sums in double precision. Nothing here is meant to be fast.

#include "CKernelsReference.h"

#include <string.h>

static double positive_part(double value) { return value < 0 ? 0 : value; }

// x[image][row][column][channel] as the convolution sees it.
static double input_at(
    const ck_convolution *c, const float *x, const ck_input_transform *input, long image, long row, long column,
    long channel) {
    if (row < 0 || row >= c->height || column < 0 || column >= c->width) return 0;
    double value = x[((image * c->height + row) * c->width + column) * c->channels + channel];
    if (!input) return value;
    if (input->scale) value *= input->scale[channel];
    if (input->shift) value += input->shift[channel];
    return input->relu ? positive_part(value) : value;
}

// Where kernel tap (i, j) of output (row, column) looks.
static long input_row(const ck_convolution *c, long row, long i) {
    return row * c->stride_height - c->padding_height + i * c->dilation_height;
}
static long input_column(const ck_convolution *c, long column, long j) {
    return column * c->stride_width - c->padding_width + j * c->dilation_width;
}

static long weight_index(const ck_convolution *c, long filter, long i, long j, long channel_of_group) {
    return ((filter * c->kernel_height + i) * c->kernel_width + j) * (c->channels / c->groups) + channel_of_group;
}

static double transformed_output(const ck_output_transform *output, double value, long filter, long place) {
    if (!output) return value;
    if (output->bias) value += output->bias[filter];
    if (output->residual) value += output->residual[place];
    return output->relu ? positive_part(value) : value;
}

void ck_reference_convolve(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *w,
    const ck_output_transform *output, float *y) {
    long group_channels = c->channels / c->groups, group_filters = c->filters / c->groups;
    double *sums = output ? output->sums : NULL;
    if (sums) memset(sums, 0, 2 * (size_t)c->filters * sizeof *sums);
    for (long image = 0; image < c->images; image++)
        for (long row = 0; row < c->output_height; row++)
            for (long column = 0; column < c->output_width; column++)
                for (long filter = 0; filter < c->filters; filter++) {
                    long first_channel = filter / group_filters * group_channels;
                    double sum = 0;
                    for (long i = 0; i < c->kernel_height; i++)
                        for (long j = 0; j < c->kernel_width; j++)
                            for (long k = 0; k < group_channels; k++)
                                sum += input_at(
                                           c, x, input, image, input_row(c, row, i), input_column(c, column, j),
                                           first_channel + k)
                                    * w[weight_index(c, filter, i, j, k)];
                    long place = ((image * c->output_height + row) * c->output_width + column) * c->filters + filter;
                    y[place] = (float)transformed_output(output, sum, filter, place);
                    if (sums) {
                        sums[filter] += y[place];
                        sums[c->filters + filter] += (double)y[place] * y[place];
                    }
                }
}

// The output row or column of which tap `tap` looks at `input`, or −1.
static long output_of_tap(long input, long tap, long stride, long padding, long dilation, long outputs) {
    long place = input + padding - tap * dilation;
    return place >= 0 && place % stride == 0 && place / stride < outputs ? place / stride : -1;
}

static double transformed_gradient(const ck_gradient_transform *gradient, double value, long channel, long place) {
    if (!gradient) return value;
    if (gradient->addend) value += gradient->addend[place];
    if (gradient->activation) {
        double activation = gradient->activation[place];
        if (gradient->scale) activation = activation * gradient->scale[channel] + gradient->shift[channel];
        if (!(activation > 0)) value = 0;
    }
    return value;
}

void ck_reference_convolve_backward_data(
    const ck_convolution *c, const float *dy, const float *w, const ck_gradient_transform *gradient, float *dx) {
    long group_channels = c->channels / c->groups, group_filters = c->filters / c->groups;
    double *sums = gradient ? gradient->sums : NULL;
    if (sums) memset(sums, 0, 3 * (size_t)c->channels * sizeof *sums);
    for (long image = 0; image < c->images; image++)
        for (long row = 0; row < c->height; row++)
            for (long column = 0; column < c->width; column++)
                for (long channel = 0; channel < c->channels; channel++) {
                    long group = channel / group_channels;
                    double sum = 0;
                    for (long i = 0; i < c->kernel_height; i++)
                        for (long j = 0; j < c->kernel_width; j++) {
                            long output_row = output_of_tap(
                                row, i, c->stride_height, c->padding_height, c->dilation_height, c->output_height);
                            long output_column = output_of_tap(
                                column, j, c->stride_width, c->padding_width, c->dilation_width, c->output_width);
                            if (output_row < 0 || output_column < 0) continue;
                            const float *pixel =
                                dy + ((image * c->output_height + output_row) * c->output_width + output_column) * c->filters;
                            for (long filter = group * group_filters; filter < (group + 1) * group_filters; filter++)
                                sum += (double)pixel[filter] * w[weight_index(c, filter, i, j, channel % group_channels)];
                        }
                    long place = ((image * c->height + row) * c->width + column) * c->channels + channel;
                    dx[place] = (float)transformed_gradient(gradient, sum, channel, place);
                    if (!sums) continue;
                    sums[channel] += dx[place];
                    if (gradient->first) sums[c->channels + channel] += (double)dx[place] * gradient->first[place];
                    if (gradient->second) sums[2 * c->channels + channel] += (double)dx[place] * gradient->second[place];
                }
}

void ck_reference_convolve_backward_weights(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    long group_channels = c->channels / c->groups, group_filters = c->filters / c->groups;
    for (long filter = 0; filter < c->filters; filter++)
        for (long i = 0; i < c->kernel_height; i++)
            for (long j = 0; j < c->kernel_width; j++)
                for (long k = 0; k < group_channels; k++) {
                    long channel = filter / group_filters * group_channels + k;
                    double sum = 0;
                    for (long image = 0; image < c->images; image++)
                        for (long row = 0; row < c->output_height; row++)
                            for (long column = 0; column < c->output_width; column++)
                                sum += input_at(
                                           c, x, input, image, input_row(c, row, i), input_column(c, column, j), channel)
                                    * dy[((image * c->output_height + row) * c->output_width + column) * c->filters + filter];
                    float *place = dw + weight_index(c, filter, i, j, k);
                    *place = (float)(accumulate ? *place + sum : sum);
                }
}

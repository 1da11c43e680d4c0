// Colours as Pillow's Convert.c and Blend.c compute them, operation by operation, so that the bytes are the same. No
// product and sum are fused: Pillow's own are not.

#pragma clang fp contract(off)

INLINE void NAME(luminance)(const uint8_t *source, long pixels, const int channels, uint8_t *result) {
    for (long i = 0; i < pixels; i++) {
        const uint8_t *pixel = source + i * channels;
        result[i] = (uint8_t)((pixel[0] * 19595u + pixel[1] * 38470u + pixel[2] * 7471u + 0x8000u) >> 16);
    }
}
static void NAME(luminance_of_3)(const uint8_t *restrict source, long pixels, uint8_t *restrict result) {
    NAME(luminance)(source, pixels, 3, result);
}
static void NAME(luminance_of_4)(const uint8_t *restrict source, long pixels, uint8_t *restrict result) {
    NAME(luminance)(source, pixels, 4, result);
}

INLINE uint8_t NAME(blend)(uint8_t from, uint8_t to, float factor) {
    float value = (float)from + factor * (float)((int)to - (int)from);
    value = value < 0 ? 0 : value;
    value = value > 255 ? 255 : value;
    return (uint8_t)(int)value;
}

INLINE void NAME(saturate)(
    const uint8_t *restrict source, const uint8_t *restrict luminance, long pixels, const int channels, float factor,
    uint8_t *restrict result) {
    for (long i = 0; i < pixels; i++) {
        uint8_t grey = luminance[i];
        result[i * channels] = NAME(blend)(grey, source[i * channels], factor);
        result[i * channels + 1] = NAME(blend)(grey, source[i * channels + 1], factor);
        result[i * channels + 2] = NAME(blend)(grey, source[i * channels + 2], factor);
        if (channels == 4) result[i * 4 + 3] = source[i * 4 + 3];
    }
}
static void NAME(saturate_3)(
    const uint8_t *restrict source, const uint8_t *restrict luminance, long pixels, float factor, uint8_t *restrict result) {
    NAME(saturate)(source, luminance, pixels, 3, factor, result);
}
static void NAME(saturate_4)(
    const uint8_t *restrict source, const uint8_t *restrict luminance, long pixels, float factor, uint8_t *restrict result) {
    NAME(saturate)(source, luminance, pixels, 4, factor, result);
}

#define hue_block 64

// Hue, saturation and value, after Python's colorsys.
INLINE void NAME(to_hsv)(const uint8_t *r, const uint8_t *g, const uint8_t *b, uint8_t *h, uint8_t *s, uint8_t *v) {
    for (int i = 0; i < hue_block; i++) {
        uint8_t high = r[i] > g[i] ? r[i] : g[i], low = r[i] < g[i] ? r[i] : g[i];
        high = high > b[i] ? high : b[i];
        low = low < b[i] ? low : b[i];
        int is_grey = high == low;
        float spread = (float)(is_grey ? 1 : high - low);
        float red = (float)(high - r[i]) / spread, green = (float)(high - g[i]) / spread;
        float blue = (float)(high - b[i]) / spread;
        float of_red = blue - green, of_green = (float)(2.0 + (double)red - (double)blue);
        float of_blue = (float)(4.0 + (double)green - (double)red);
        float hue = r[i] == high ? of_red : g[i] == high ? of_green : of_blue;
        double turn = (double)hue / 6.0 + 1.0;
        turn = turn >= 1.0 ? turn - 1.0 : turn;
        hue = (float)turn;
        float saturation = spread / (float)(high ? high : 1);
        int hue_level = (int)((double)hue * 255.0), saturation_level = (int)((double)saturation * 255.0);
        h[i] = (uint8_t)(is_grey ? 0 : hue_level);
        s[i] = (uint8_t)(is_grey ? 0 : saturation_level);
        v[i] = high;
    }
}

INLINE void NAME(from_hsv)(const uint8_t *h, const uint8_t *s, const uint8_t *v, uint8_t *r, uint8_t *g, uint8_t *b) {
    for (int i = 0; i < hue_block; i++) {
        double sextant = (double)(float)h[i] * 6.0 / 255.0;
        int whole = (int)sextant;
        float part = (float)(sextant - (double)(float)whole);
        float saturation = (float)((double)(float)s[i] / 255.0);
        double value = (double)v[i];
        int p = (int)(value * (1.0 - (double)saturation) + 0.5);
        int q = (int)(value * (1.0 - (double)(saturation * part)) + 0.5);
        int t = (int)(value * (1.0 - (double)saturation * (1.0 - (double)part)) + 0.5);
        int top = v[i], sector = whole == 6 ? 0 : whole;
        int red = sector == 0 || sector == 5 ? top : sector == 1 ? q : sector == 4 ? t : p;
        int green = sector == 1 || sector == 2 ? top : sector == 3 ? q : sector == 0 ? t : p;
        int blue = sector == 3 || sector == 4 ? top : sector == 5 ? q : sector == 2 ? t : p;
        int is_grey = s[i] == 0;
        r[i] = (uint8_t)(is_grey ? top : red);
        g[i] = (uint8_t)(is_grey ? top : green);
        b[i] = (uint8_t)(is_grey ? top : blue);
    }
}

static void NAME(shift_hue)(const uint8_t *source, long pixels, int channels, uint8_t shift, uint8_t *result) {
    uint8_t r[hue_block] = {0}, g[hue_block] = {0}, b[hue_block] = {0}, h[hue_block], s[hue_block], v[hue_block];
    for (long first = 0; first < pixels; first += hue_block, source += hue_block * channels, result += hue_block * channels) {
        int count = pixels - first < hue_block ? (int)(pixels - first) : hue_block;
        for (int i = 0; i < count; i++) {
            r[i] = source[i * channels];
            g[i] = source[i * channels + 1];
            b[i] = source[i * channels + 2];
        }
        NAME(to_hsv)(r, g, b, h, s, v);
        for (int i = 0; i < hue_block; i++) h[i] = (uint8_t)(h[i] + shift);
        NAME(from_hsv)(h, s, v, r, g, b);
        for (int i = 0; i < count; i++) {
            result[i * channels] = r[i];
            result[i * channels + 1] = g[i];
            result[i * channels + 2] = b[i];
            if (channels == 4) result[i * 4 + 3] = source[i * 4 + 3];
        }
    }
}

#undef hue_block

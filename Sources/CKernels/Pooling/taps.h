// Which tap of its window won, for sixteen channels: as bytes where there are some, else as words. Included once for each
// instruction set, after Vectors/lanes.h.

INLINE vec_mask NAME(load_taps)(const uint8_t *bytes, const uint32_t *words, long at, const int count) {
    if (bytes) return l_load_bytes(bytes + at, count);
    vec_mask taps = {0};
    memcpy(&taps, words + at, (size_t)count * sizeof(uint32_t));
    return taps;
}

INLINE void NAME(store_taps)(uint8_t *bytes, uint32_t *words, long at, vec_mask taps, const int count) {
    if (bytes) l_store_bytes(bytes + at, taps, count);
    if (words) memcpy(words + at, &taps, (size_t)count * sizeof(uint32_t));
}

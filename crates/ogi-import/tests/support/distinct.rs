//! Texts that all differ.

/// A text of the characters of labels that differs from every other number's.
pub(crate) fn distinct(number: usize, length: usize) -> String {
    const LETTERS: &str = "本年新收政府信息公开申请数量上结转度办理果予以部分区处的只计这一情形不其他法律行规禁止属于";
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut random = (number as u64 + 1).wrapping_mul(6_364_136_223_846_793_005);
    let mut letter = || {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        letters[(random >> 33) as usize % letters.len()]
    };
    (0..length).map(|_| letter()).collect()
}

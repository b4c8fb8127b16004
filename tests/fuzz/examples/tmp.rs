use shirube_engine::Pack;
use shirube_engine::binary::FORMAT_VERSION;
use std::collections::BTreeMap;
fn main() {
    let (mut n, mut ok, mut dec) = (0, 0, 0);
    for f in std::fs::read_dir("corpus/compiled").unwrap() {
        let b = std::fs::read(f.unwrap().path()).unwrap();
        n += 1;
        let Some(body) = b.get(9..) else { continue };
        let c = crc32fast::hash(body).to_le_bytes();
        if let Ok(p) = Pack::from_bytes(&[&b"SHRB"[..], &[FORMAT_VERSION], &c, body].concat()) {
            ok += 1;
            if p.decisions().len() == 2 {
                dec += 1
            }
        }
    }
    println!("compiled {n} {ok} {dec}");
    let (mut n, mut ok, mut codes) = (0, 0, BTreeMap::new());
    for f in std::fs::read_dir("corpus/toml").unwrap() {
        let b = std::fs::read(f.unwrap().path()).unwrap();
        n += 1;
        let text = String::from_utf8_lossy(&b);
        let named = text.lines().next().and_then(|l| l.strip_prefix("# "));
        let path = shirube_fuzz::SMALL_PACK
            .iter()
            .map(|(p, _)| *p)
            .find(|p| Some(*p) == named)
            .unwrap_or("decisions/sending.toml");
        let c = shirube_lang::check(&shirube_lang::Files::new(
            shirube_fuzz::SMALL_PACK.into_iter().chain([(path, &*text)]),
        ));
        if c.pack.is_some() {
            ok += 1
        }
        for d in c.diagnostics {
            *codes.entry(d.code.name()).or_insert(0) += 1
        }
    }
    println!("toml {n} {ok} {} {codes:?}", codes.len());
}

use shirube_engine::plan::Planner; use shirube_engine::*;
fn main(){ let pack=shirube_rules::mla_c01(); for d in pack.decisions(){ let a=Answers::none(d.definition()); let mut p=Planner::new(d,0); let t=std::time::Instant::now(); let q=p.next(&a,&[]).unwrap(); println!("{} {:?} first={} expected={:.3} at_most={}", d.definition().id, t.elapsed(), d.definition().inputs[q.input].id, q.expected,q.at_most);
 for i in 0..40 { let t=std::time::Instant::now(); let mut p=Planner::new(d,0); std::hint::black_box(p.next(&a,&[])); if i==39 {println!("  {:?}",t.elapsed());} } } }

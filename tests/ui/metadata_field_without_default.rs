use registry_core::Metadata;

pub enum Cost {
    Cheap,
    Dear,
}

#[derive(Metadata)]
pub struct MetricInfo {
    pub cost: Cost,
}

fn main() {}

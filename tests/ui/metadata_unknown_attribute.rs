use registry_core::Metadata;

#[derive(Metadata)]
pub struct MetricInfo {
    #[metadata(requird)]
    pub category: &'static str,
}

fn main() {}

#[ringfence::export(name = "x")]
pub async fn first<T>(&self, (a, b): (u8, u8), name: String) -> &[u8] {
    &[]
}

#[ringfence::export]
pub enum Shape {
    Circle(f32),
}

#[ringfence::export]
#[serde(rename_all = "camelCase")]
pub struct Unit;

::core::compile_error! {
    "`name` is no argument of `export`\nhint: `crate = path` says where the crate `ringfence-export` is"
}
::core::compile_error! {
    "an exported function cannot be `async`\nhint: remove `async`; the host may call it from a blocking task"
}
::core::compile_error! {
    "`first` is generic, and a module holds no generic code\nhint: export it once for each type that the host needs"
}
::core::compile_error! {
    "a method cannot be exported\nhint: export a function, and keep state in a `static` of the guest if it must last"
}
::core::compile_error! {
    "this parameter has no name\nhint: give it a name and take it apart in the body; the host's method has the same name"
}
::core::compile_error! {
    "`String` would be copied twice\nhint: take `&str`"
}
::core::compile_error! {
    "a reference cannot leave the fence\nhint: return the value itself: `String`, `Vec<u8>`, an exported struct"
}
pub async fn first<T>(&self, (a, b): (u8, u8), name: String) -> &[u8] {
    &[]
}
::core::compile_error! {
    "the variant `Circle` holds data\nhint: put the data into fields of an exported struct, beside an enum of plain names that says which of them count"
}
pub enum Shape {
    Circle(f32),
}
::core::compile_error! {
    "`#[serde]` would change what the host reads\nhint: remove it; the attribute derives the encoding for both sides"
}
::core::compile_error! {
    "`Unit` has no fields that could cross\nhint: give it named fields, or wrap one value: `struct Unit(u32);`"
}
#[serde(rename_all = "camelCase")]
pub struct Unit;

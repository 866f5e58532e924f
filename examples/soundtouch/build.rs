//! Compiles SoundTouch and the C functions through which its class is used.

const CLASSES: &str = "AAFilter FIFOSampleBuffer FIRFilter InterpolateCubic InterpolateLinear InterpolateShannon \
                       RateTransposer SoundTouch TDStretch cpu_detect_x86";

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("soundtouch")
        .source_crate("soundtouch-ffi")
        .files(CLASSES.split(' ').map(|name| format!("soundtouch-2_3_2/source/SoundTouch/{name}.cpp")))
        .include("soundtouch-2_3_2/include")
        .own_file("shim.cpp")
        .header("shim.h")
        .allow("stretch_.*")
        .cpp_flag("-std=c++17")
        .cpp_exceptions()
        .memory_limit(64 << 20)
        .compile()?;
    Ok(())
}

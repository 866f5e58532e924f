/// Adds.
pub fn add(a: u32, b: i64, flag: bool, size: usize) -> f32 {
    a as f32
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:add")]
    extern "C" fn exported(
        argument_0: u32,
        argument_1: i64,
        argument_2: bool,
        argument_3: usize,
    ) -> f32 {
        ::ringfence::__private::enter();
        add(argument_0, argument_1, argument_2, argument_3)
    }
};
pub fn nothing() {}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:nothing")]
    extern "C" fn exported() {
        ::ringfence::__private::enter();
        nothing()
    }
};
pub fn lists(bytes: &[u8], samples: &[f32], name: &str) -> Vec<u16> {
    Vec::new()
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:lists")]
    extern "C" fn exported(
        argument_0: *const u8,
        argument_0_length: usize,
        argument_1: *const f32,
        argument_1_length: usize,
        argument_2: *const u8,
        argument_2_length: usize,
    ) -> *const ::ringfence::__private::Outcome {
        ::ringfence::__private::enter();
        ::ringfence::__private::list(
            lists(
                unsafe { ::ringfence::__private::slice(argument_0, argument_0_length) },
                unsafe { ::ringfence::__private::slice(argument_1, argument_1_length) },
                unsafe { ::ringfence::__private::str(argument_2, argument_2_length) },
            ),
        )
    }
};
pub fn whole(
    options: &Options,
    sizes: Vec<(u8, Size)>,
    limit: Option<u32>,
) -> Option<Image> {
    None
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:whole")]
    extern "C" fn exported(
        argument_0: *const u8,
        argument_0_length: usize,
        argument_1: *const u8,
        argument_1_length: usize,
        argument_2: *const u8,
        argument_2_length: usize,
    ) -> *const ::ringfence::__private::Outcome {
        ::ringfence::__private::enter();
        ::ringfence::__private::structured::<
            Option<Image>,
        >(
            whole(
                &::ringfence::__private::value::<
                    Options,
                >(unsafe {
                    ::ringfence::__private::slice(argument_0, argument_0_length)
                }),
                ::ringfence::__private::value::<
                    Vec<(u8, Size)>,
                >(unsafe {
                    ::ringfence::__private::slice(argument_1, argument_1_length)
                }),
                ::ringfence::__private::value::<
                    Option<u32>,
                >(unsafe {
                    ::ringfence::__private::slice(argument_2, argument_2_length)
                }),
            ),
        )
    }
};
fn text(mut r#type: u8) -> Result<String, std::fmt::Error> {
    Err(std::fmt::Error)
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:text")]
    extern "C" fn exported(argument_0: u8) -> *const crate::other::__private::Outcome {
        crate::other::__private::enter();
        match text(argument_0) {
            ::core::result::Result::Ok(value) => crate::other::__private::text(value),
            ::core::result::Result::Err(error) => crate::other::__private::failed(error),
        }
    }
};
fn check(bytes: &[u8]) -> std::io::Result<()> {
    Ok(())
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:check")]
    extern "C" fn exported(
        argument_0: *const u8,
        argument_0_length: usize,
    ) -> *const ::ringfence::__private::Outcome {
        ::ringfence::__private::enter();
        match check(unsafe {
            ::ringfence::__private::slice(argument_0, argument_0_length)
        }) {
            ::core::result::Result::Ok(value) => ::ringfence::__private::nothing(value),
            ::core::result::Result::Err(error) => ::ringfence::__private::failed(error),
        }
    }
};
fn measure(bytes: &[u8]) -> Result<u64, &'static str> {
    Ok(1)
}
#[cfg(target_arch = "wasm32")]
const _: () = {
    #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
    #[unsafe(export_name = "rust:measure")]
    extern "C" fn exported(
        argument_0: *const u8,
        argument_0_length: usize,
    ) -> *const ::ringfence::__private::Outcome {
        ::ringfence::__private::enter();
        match measure(unsafe {
            ::ringfence::__private::slice(argument_0, argument_0_length)
        }) {
            ::core::result::Result::Ok(value) => {
                ::ringfence::__private::structured::<u64>(value)
            }
            ::core::result::Result::Err(error) => ::ringfence::__private::failed(error),
        }
    }
};

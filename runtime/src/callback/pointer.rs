use ringfence_engine::wasmtime::{Ref, TypedFunc};

use super::Signature;
use crate::engine::instance;
use crate::fault::{Cause, Fault};
use crate::guest::GuestFn;
#[cfg(feature = "hostile")]
use crate::hostile::hook::{self, Origin};
use crate::library::Library;
use crate::scope::Scope;

impl<'id, L: Library> Scope<'id, L> {
    /// Calls a function by its pointer: one that the library returned or stored in a struct.
    ///
    /// Whatever the pointer is, the call is safe: null, an index beyond the table, an empty entry and a function
    /// of another type are errors.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Guest`](crate::FaultKind::Guest) when the pointer leads to no function of this type,
    /// and all that a call of the function itself can end in.
    pub fn call_ptr<S: Signature<Library = L>>(
        &mut self,
        function: GuestFn<'id, S>,
        arguments: S::Passed<'id>,
    ) -> Result<S::Returned<'id>, Fault> {
        let params = S::passed(self, arguments)?;
        let function = self.at_pointer::<S>(function).map_err(|fault| fault.in_library(L::NAME))?;
        let results = instance::call(self.context(), &function, params)
            .map_err(|fault| fault.in_library(L::NAME).in_function("a function pointer"))?;
        #[cfg(feature = "hostile")]
        let results = hook::returned(self, Origin::pointer::<S>(), Vec::new(), results);
        S::returned(self, results)
    }

    /// The pointer to a function that the library exports: for handing a library's own function to another one
    /// of its functions.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Module`](crate::FaultKind::Module) when there is no such export of this type. Functions
    /// that the interface does not declare are exported by `.export("name")` in the build script.
    pub fn pointer_to<S: Signature<Library = L>>(
        &mut self,
        _signature: S,
        name: &'static str,
    ) -> Result<GuestFn<'id, S>, Fault> {
        let index = match self.host_side().callbacks.exported.get(name) {
            Some(&index) => index,
            None => self.export_pointer(name)?,
        };
        let pointer = GuestFn::new(index);
        match self.at_pointer::<S>(pointer) {
            Ok(_) => Ok(pointer),
            Err(_) => Err(Fault::new(Cause::Module(format!("the export `{name}` has another C type")))
                .in_library(L::NAME)),
        }
    }

    #[cold]
    fn export_pointer(&mut self, name: &'static str) -> Result<u32, Fault> {
        let instance = self.parts()?.instance;
        let Some(function) = instance.get_func(self.context(), name) else {
            let why =
                format!("there is no exported function `{name}`; add `.export(\"{name}\")` in build.rs");
            return Err(Fault::new(Cause::Module(why)).in_library(L::NAME));
        };
        let index = self.add_to_table(function)?;
        self.host_mut().callbacks.exported.insert(name, index);
        Ok(index)
    }

    fn at_pointer<S: Signature<Library = L>>(
        &mut self,
        pointer: GuestFn<'id, S>,
    ) -> Result<TypedFunc<S::Params, S::Results>, Fault> {
        let table = self.table()?;
        let entry = table.get(self.context(), u64::from(pointer.index()));
        match entry {
            Some(Ref::Func(Some(function))) => {
                function.typed(self.context()).map_err(|_| Fault::new(Cause::FunctionType))
            }
            _ => Err(Fault::new(Cause::FunctionPointer)),
        }
    }
}

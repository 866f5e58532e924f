//! Loans on a shelf that is a list. What these tests are for shows under Miri and under a sanitizer.

use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;

/// Stands for a scope: it has a brand, and holds what was lent where the engine would hold it.
#[derive(Default)]
struct Shelf<'id> {
    closures: Vec<Option<Box<dyn Any + Send>>>,
    objects: Vec<Option<Object>>,
    brand: PhantomData<fn(&'id ()) -> &'id ()>,
}

// SAFETY: the brand is that of functions without a value.
unsafe impl Branded for Shelf<'_> {
    type Forgotten = Shelf<'static>;
}

type Held = Lent<Shelf<'static>, u32, u32>;

impl<'id> Shelf<'id> {
    fn lend<R>(
        &mut self,
        callee: impl Fn(&mut Self, u32) -> u32,
        body: impl FnOnce(&mut Self, usize) -> Result<R, &'static str>,
    ) -> Result<R, &'static str> {
        let put = |shelf: &mut Self, lent: Held| {
            shelf.closures.push(Some(Box::new(lent)));
            Ok(shelf.closures.len() - 1)
        };
        let take = |shelf: &mut Self, place: &usize| shelf.closures[*place] = None;
        // SAFETY: the list is the only place of what is lent, `call` copies it for the time of one call, and nothing
        // here leaves the thread.
        unsafe { closure(self, &callee, put, take, |shelf, place| body(shelf, *place)) }
    }

    /// What a guest does: it calls what it finds, in a scope that is not the lender's.
    fn call(&mut self, place: usize, params: u32) -> Option<u32> {
        let held: Held = *self.closures.get(place)?.as_ref()?.downcast_ref().unwrap();
        let mut inner = Shelf::<'static> {
            closures: std::mem::take(&mut self.closures),
            objects: std::mem::take(&mut self.objects),
            brand: PhantomData,
        };
        let result = catch_unwind(AssertUnwindSafe(|| held.call(&mut inner, params)));
        (self.closures, self.objects) = (inner.closures, inner.objects);
        result.ok()
    }

    fn lend_object<T: Any, R>(
        &mut self,
        thing: &mut T,
        body: impl FnOnce(&mut Self, usize) -> Result<R, &'static str>,
    ) -> Result<R, &'static str> {
        let put = |shelf: &mut Self, object| {
            shelf.objects.push(Some(object));
            Ok(shelf.objects.len() - 1)
        };
        let take = |shelf: &mut Self, place: &usize| shelf.objects[*place] = None;
        // SAFETY: as above; `with` puts back what it took.
        unsafe { object(self, thing, put, take, |shelf, place| body(shelf, *place)) }
    }

    fn with<T: Any>(&mut self, place: usize, body: impl FnOnce(&mut Self, &mut T)) -> bool {
        let Some(mut object) = self.objects.get_mut(place).and_then(Option::take) else { return false };
        let found = object.get().map(|thing| body(self, thing)).is_some();
        self.objects[place] = Some(object);
        found
    }
}

#[test]
fn a_closure_uses_what_it_borrows_and_its_owner_has_it_back() {
    let mut rows = vec![1];
    let cell = std::cell::RefCell::new(&mut rows);
    let mut shelf = Shelf::default();
    let sum = shelf.lend(
        |_, n| {
            cell.borrow_mut().push(n);
            n * 2
        },
        |shelf, place| Ok(shelf.call(place, 20).unwrap() + shelf.call(place, 1).unwrap()),
    );
    assert_eq!(sum, Ok(42));
    assert_eq!(shelf.call(0, 1), None, "the loan is over");
    drop(shelf);
    rows.push(7);
    assert_eq!(rows, [1, 20, 1, 7]);
}

#[test]
fn a_closure_lends_again_and_calls_itself() {
    let calls = std::cell::Cell::new(0);
    let mut shelf = Shelf::default();
    let result = shelf.lend(
        |shelf, n| {
            calls.set(calls.get() + 1);
            let local = n + 1;
            let inner = shelf.lend(|_, m| m + local, |shelf, place| Ok(shelf.call(place, 10).unwrap()));
            if n < 3 { shelf.call(0, n + 1).unwrap() } else { inner.unwrap() }
        },
        |shelf, place| shelf.call(place, 0).ok_or("gone"),
    );
    assert_eq!((result, calls.get()), (Ok(14), 4));
    assert!(shelf.closures.iter().all(Option::is_none));
}

#[test]
fn a_loan_ends_with_an_error_and_with_a_panic() {
    let text = String::from("borrowed");
    let mut shelf = Shelf::default();
    let refused: Result<(), _> = shelf.lend(|_, n| n + text.len() as u32, |_, _| Err("refused"));
    assert_eq!((refused, shelf.call(0, 1)), (Err("refused"), None));
    let body = || shelf.lend(|_, n| n + text.len() as u32, |_, _| -> Result<(), _> { panic!("body") });
    assert!(catch_unwind(AssertUnwindSafe(body)).is_err());
    drop(text);
    assert_eq!(shelf.call(1, 1), None);
    let called = shelf.lend(|_, _| panic!("closure"), |shelf, place| Ok(shelf.call(place, 1)));
    assert_eq!(called, Ok(None));
}

#[test]
fn an_object_is_used_by_one_at_a_time_and_comes_back() {
    let mut rows = vec![1_u32];
    let mut shelf = Shelf::default();
    let used = shelf.lend_object(&mut rows, |shelf, place| {
        let used = shelf.with(place, |shelf, rows: &mut Vec<u32>| {
            rows.push(2);
            assert!(!shelf.with(place, |_, _: &mut Vec<u32>| ()), "it is in use");
            rows.push(3);
        });
        assert!(!shelf.with(place, |_, _: &mut String| ()), "it is of another type");
        assert!(shelf.with(place, |_, rows: &mut Vec<u32>| rows[0] = 9));
        Ok(used)
    });
    assert_eq!(used, Ok(true));
    rows.push(4);
    assert_eq!(rows, [9, 2, 3, 4]);
    assert!(!shelf.with(0, |_, _: &mut Vec<u32>| ()), "the loan is over");
}

#[test]
fn a_closure_uses_an_object_that_is_lent_beside_it() {
    let mut log = String::new();
    let mut shelf = Shelf::default();
    let result = shelf.lend_object(&mut log, |shelf, object| {
        shelf.lend(
            |shelf, n| {
                assert!(shelf.with(object, |_, log: &mut String| log.push_str(&n.to_string())));
                n
            },
            |shelf, place| Ok((shelf.call(place, 1), shelf.call(place, 2))),
        )
    });
    assert_eq!(result, Ok((Some(1), Some(2))));
    log.push('!');
    assert_eq!(log, "12!");
}

//! A goroutine's registers, those of all frames in one buffer.
//!
//! Frames come and go with every call, so the buffer keeps its room: what lies behind the top has no meaning and is set to 0 when a frame
//! comes to lie there. A stack compares, hashes and copies as the registers below its top.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// Registers of the frames of one goroutine.
#[derive(Debug, Default)]
pub struct Stack {
    words: Vec<u64>,
    /// How many of them are in use.
    top: usize,
}

impl Stack {
    /// Sets the number of registers; new ones are 0.
    pub(super) fn resize(&mut self, top: usize) {
        if self.words.len() < top {
            self.words.resize(top.next_power_of_two(), 0);
        }
        if let Some(fresh) = self.words.get_mut(self.top..top) {
            fresh.fill(0);
        }
        self.top = top;
    }

    /// All words that there is room for, and the number of those in use.
    #[inline(always)]
    pub(super) fn parts(&mut self) -> (&mut [u64], &mut usize) {
        (self.words.as_mut_slice(), &mut self.top)
    }

    /// Empties it, and gives the room back if it is for more than so many registers.
    pub(super) fn release(&mut self, kept: usize) {
        self.top = 0;
        if self.words.len() > kept {
            self.words = Vec::new();
        }
    }
}

impl Deref for Stack {
    type Target = [u64];

    #[inline(always)]
    fn deref(&self) -> &[u64] {
        self.words.get(..self.top).unwrap_or(&[])
    }
}

impl DerefMut for Stack {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [u64] {
        self.words.get_mut(..self.top).unwrap_or(&mut [])
    }
}

impl Clone for Stack {
    fn clone(&self) -> Stack {
        Stack {
            words: self.to_vec(),
            top: self.top,
        }
    }

    /// Keeps the room that there is.
    fn clone_from(&mut self, source: &Stack) {
        self.top = source.top;
        match self.words.get_mut(..source.top) {
            Some(words) => words.copy_from_slice(source),
            None => self.words = source.to_vec(),
        }
    }
}

impl PartialEq for Stack {
    fn eq(&self, other: &Stack) -> bool {
        **self == **other
    }
}

impl Eq for Stack {}

impl Hash for Stack {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (**self).hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_that_come_back_are_zero() {
        let mut stack = Stack::default();
        stack.resize(3);
        stack.fill(7);
        stack.resize(1);
        stack.resize(4);
        assert_eq!(*stack, [7, 0, 0, 0]);
    }

    #[test]
    fn what_lies_behind_the_top_does_not_count() {
        let (mut a, mut b) = (Stack::default(), Stack::default());
        a.resize(9);
        a.fill(1);
        a.resize(2);
        b.clone_from(&a);
        assert_eq!(a, b);
        b.resize(3);
        assert_ne!(a, b);
        a.clone_from(&b);
        assert_eq!(*a, [1, 1, 0]);
    }
}

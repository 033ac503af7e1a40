//! Interface values: making, asking, taking apart.
//!
//! A type word may be garbage (interfaces are stored word by word and can be torn or read through a wild address), so it is looked
//! up, not trusted.

use super::{Cpu, Done};
use crate::bytecode::{Kind, RType, RTypeId, Reg};
use crate::machine::fault::Fault;
use crate::machine::heap::ObjectKind;

impl<'a> Cpu<'a> {
    /// The type of a type word that is not 0.
    #[inline]
    pub fn type_of_word(&self, word: u64) -> Result<&'a RType, Box<Fault>> {
        let index = u32::try_from(word.wrapping_sub(1)).unwrap_or(u32::MAX);
        match self.rtype(index) {
            Some(ty) => Ok(ty),
            None => Err(Fault::Address(word).into()),
        }
    }

    /// `dst(2) = interface` over the value of type `ty` at `src`.
    pub fn make_iface(&mut self, dst: Reg, src: Reg, ty: u16) -> Done {
        let words = self.rtype(u32::from(ty)).map_or(0, |ty| ty.words);
        let data = match words {
            0 => 0,
            1 => self.get(src),
            _ => {
                let site = self.site();
                let addr =
                    self.heap
                        .alloc(ObjectKind::Boxed, RTypeId(u32::from(ty)), words, 1, site)?;
                let from = self.fp + src as usize;
                if let Some(cells) = self.heap.words_mut(addr, u64::from(words))
                    && let Some(value) = self.g.stack.get(from..from + words as usize)
                {
                    cells.copy_from_slice(value);
                }
                addr
            }
        };
        self.set_pair(dst, (u64::from(ty) + 1, data));
        Ok(())
    }

    pub fn implements(&mut self, dst: Reg, a: Reg, ty: u16) -> Done {
        let word = self.get(a);
        let truth = match (word, self.rtype(u32::from(ty))) {
            (0, _) | (_, None) => false,
            (_, Some(interface)) => implements(self.type_of_word(word)?, interface),
        };
        self.set(dst, u64::from(truth));
        Ok(())
    }

    /// `dst.. = ` the value of type `ty` inside interface `a`.
    #[inline]
    pub fn unbox(&mut self, dst: Reg, a: Reg, ty: u16) -> Done {
        let data = self.get(a.wrapping_add(1));
        let words = self.rtype(u32::from(ty)).map_or(0, |ty| ty.words) as usize;
        match words {
            0 => Ok(()),
            1 => {
                self.set(dst, data);
                Ok(())
            }
            _ => {
                let to = self.fp + dst as usize;
                match (
                    self.heap.words(data, words as u64),
                    self.g.stack.get_mut(to..to + words),
                ) {
                    (Some(value), Some(regs)) => {
                        regs.copy_from_slice(value);
                        Ok(())
                    }
                    _ => Err(Fault::Address(data).into()),
                }
            }
        }
    }

    /// The panic of a failed `a.(to)`, `a` being of static type `iface`.
    pub fn assert_fail(&mut self, a: Reg, to: u16, iface: u16) -> Done {
        let (word, unknown) = (self.get(a), "?");
        let name = |ty: Option<&'a RType>| ty.map_or(unknown, |ty| ty.name.as_str());
        let target = self.rtype(u32::from(to));
        let wanted = name(target);
        let to_interface = target.is_some_and(|ty| ty.kind == Kind::Interface);
        let statically = if to_interface {
            "interface"
        } else {
            name(self.rtype(u32::from(iface)))
        };
        if word == 0 {
            return Err(Fault::Assertion(format!(
                "interface conversion: {statically} is nil, not {wanted}"
            ))
            .into());
        }
        let dynamic = self.type_of_word(word)?;
        let have = &dynamic.name;
        let missing = target
            .filter(|_| to_interface)
            .and_then(|interface| self.missing_method(dynamic, interface));
        if let Some(method) = missing {
            let text =
                format!("interface conversion: {have} is not {wanted}: missing method {method}");
            return Err(Fault::Assertion(text).into());
        }
        let scopes = if have == wanted {
            " (types from different scopes)"
        } else {
            ""
        };
        Err(Fault::Assertion(format!(
            "interface conversion: {statically} is {have}, not {wanted}{scopes}"
        ))
        .into())
    }

    /// The method an interface asks for that a type lacks: the alphabetically first, as Go names it, without its package.
    fn missing_method(&self, ty: &RType, interface: &RType) -> Option<&'a str> {
        let missing = interface
            .methods
            .iter()
            .map(|entry| entry.name)
            .filter(|&name| !has_method(ty, name));
        let names = missing.filter_map(|name| self.env.program.method_names.get(name as usize));
        names
            .map(|name| name.rsplit('.').next().unwrap_or(name))
            .min()
    }

    pub fn iface_eq(&mut self, dst: Reg, a: Reg, b: Reg) -> Done {
        let truth = {
            let (a, b) = (self.regs(a, 2), self.regs(b, 2));
            match (a, b) {
                (&[s, _], &[t, _]) if s != t => false,
                (&[0, _], &[0, _]) => true,
                _ => super::equal::interfaces(&self.view(), a, b)?,
            }
        };
        self.set(dst, u64::from(truth));
        Ok(())
    }
}

/// Whether a type has a method of each name the interface asks for.
fn implements(ty: &RType, interface: &RType) -> bool {
    interface
        .methods
        .iter()
        .all(|wanted| has_method(ty, wanted.name))
}

fn has_method(ty: &RType, name: u16) -> bool {
    ty.methods
        .binary_search_by_key(&name, |entry| entry.name)
        .is_ok()
}

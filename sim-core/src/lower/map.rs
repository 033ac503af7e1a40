//! Maps. All of them are calls of the prelude's `mapaccess1`, `mapassign` …, whose keys travel by value in registers.
//!
//! `m[k] = v` computes v first, then calls `mapassign`, which returns the element's address, and stores v's words through it when
//! the call has returned: `hashWriting` is no longer set then. `m[k] op= v` is one `mapassign` and a load and a store through its
//! result (only / and % look the key up first, since they may panic), as the Go compiler does it without instrumentation.

use super::body::Body;
use super::body::after;
use super::place::Place;
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Expr, ExprKind};
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    /// Key and element types of a map type.
    pub(super) fn map_types(&self, ty: TypeId) -> [TypeId; 2] {
        match self.unit.underlying(ty) {
            Type::Map(key, elem) => [*key, *elem],
            _ => [ty, ty],
        }
    }

    /// `m[k]` and `v, ok := m[k]`.
    pub(super) fn map_index(
        &mut self,
        e: &'p Expr,
        map: &'p Expr,
        key: &'p Expr,
        comma_ok: bool,
        dst: Option<Reg>,
    ) -> Reg {
        let types = self.map_types(map.ty);
        self.with_dst(e.ty, dst, |this, dst| {
            let base = this.map_window(map, key);
            this.pos = e.span.start;
            this.call_runtime(
                if comma_ok { "mapaccess2" } else { "mapaccess1" },
                &types,
                base,
            );
            let words = this.words(types[1]);
            this.load_words(Place::known(base, e.span.start), words, dst);
            if comma_ok {
                this.move_regs(after(dst, words), base + 1, 1);
            }
        })
    }

    /// A window with the map and the key in it.
    fn map_window(&mut self, map: &'p Expr, key: &'p Expr) -> Reg {
        let words = self.words(key.ty);
        let base = self.alloc((1 + words).max(2));
        self.expr(map, Some(base));
        self.expr(key, Some(base + 1));
        base
    }

    /// Address of the element of a key, which is made if it is missing.
    pub(super) fn map_assign(&mut self, map: Reg, key: Reg, ty: TypeId) -> Reg {
        let types = self.map_types(ty);
        let words = self.words(types[0]);
        let base = self.alloc(1 + words);
        self.move_regs(base, map, 1);
        self.move_regs(base + 1, key, words);
        self.call_runtime("mapassign", &types, base);
        base
    }

    /// `delete(m, k)`.
    pub(super) fn map_delete(&mut self, map: &'p Expr, key: &'p Expr) {
        let types = self.map_types(map.ty);
        self.hoist(map);
        self.hoist(key);
        let mark = self.mark();
        let base = self.map_window(map, key);
        self.call_runtime("mapdelete", &types, base);
        self.release(mark);
    }

    /// `clear(m)`.
    pub(super) fn map_clear(&mut self, map: &'p Expr) {
        let types = self.map_types(map.ty);
        let mark = self.mark();
        let base = self.alloc(1);
        self.value(map, Some(base));
        self.call_runtime("mapclear", &types, base);
        self.release(mark);
    }

    /// `make(map[K]V, hint)`.
    pub(super) fn make_map(&mut self, ty: TypeId, hint: Option<&'p Expr>, dst: Reg) {
        let types = self.map_types(ty);
        let mark = self.mark();
        let base = self.alloc(1);
        match hint {
            Some(hint) => {
                self.value(hint, Some(base));
            }
            None => self.int(base, 0),
        }
        self.call_runtime("makemap", &types, base);
        self.move_regs(dst, base, 1);
        self.release(mark);
    }

    /// `len(m)`: the first word of the header, 0 for a nil map.
    pub(super) fn map_len(&mut self, map: Reg, dst: Reg) {
        let end = self.label();
        // `dst` may be the map's own register only if that is a temporary, and then the count replaces it.
        if dst != map {
            self.move_regs(dst, map, 1);
        }
        self.jump_if_not(dst, end);
        self.emit(Instr::Load {
            dst,
            a: dst,
            off: 0,
        });
        self.bind(end);
    }

    /// A map literal: made empty, then one assignment per entry in source order.
    pub(super) fn map_lit(
        &mut self,
        e: &'p Expr,
        entries: &'p [(Expr, Expr)],
        dst: Option<Reg>,
    ) -> Reg {
        let types = self.map_types(e.ty);
        self.with_dst(e.ty, dst, |this, dst| {
            this.pos = e.span.start;
            let (map, window) = (this.alloc(1), this.mark());
            let base = this.alloc(1);
            this.int(base, entries.len() as u64);
            this.call_runtime("makemap", &types, base);
            this.move_regs(map, base, 1);
            this.release(window);
            for (key, value) in entries {
                let mark = this.mark();
                this.hoist(key);
                this.hoist(value);
                let value_reg = this.expr(value, None);
                let key_reg = this.expr(key, None);
                this.pos = key.span.start;
                let addr = this.map_assign(map, key_reg, e.ty);
                this.store_place(Place::known(addr, key.span.start), types[1], value_reg);
                this.release(mark);
            }
            this.move_regs(dst, map, 1);
        })
    }

    /// Whether an expression is an element of a map.
    pub(super) fn is_map_element(e: &Expr) -> bool {
        matches!(e.kind, ExprKind::MapIndex { .. })
    }
}

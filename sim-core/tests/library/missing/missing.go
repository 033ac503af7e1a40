// Lists the exported names of the packages in src/prelude that real Go has and we do
// not, as the table of src/prelude/missing.rs. Run with Go 1.27:
//
//	go run missing.go ../../../src/prelude
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// names are the exported names of a package; methods and fields are Type.Name. An
// interface type is whole.
type names map[string]bool

func main() {
	root := os.Args[1]
	for _, path := range packages(root) {
		if strings.HasPrefix(path, "golang.org/") || strings.HasPrefix(path, "internal/") {
			continue // no part of the library
		}
		have := declared(root, path)
		var missing []string
		for name := range exported(path) {
			base, _, member := strings.Cut(name, ".")
			if !have[name] && !have[base+".*"] && (have[base] || !member) {
				missing = append(missing, name)
			}
		}
		sort.Strings(missing)
		if len(missing) > 0 {
			fmt.Printf("    (\n        %q,\n        \"%s\",\n    ),\n", path, wrap(missing))
		}
	}
}

// wrap joins words to a Rust string on lines of bounded length.
func wrap(words []string) string {
	text, column := "", 9
	for i, word := range words {
		if i > 0 {
			text += " "
			column++
		}
		if column+len(word) > 96 {
			text += "\\\n         "
			column = 9
		}
		text += word
		column += len(word)
	}
	return text
}

func packages(root string) []string {
	found := names{}
	filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if strings.HasSuffix(path, ".go") {
			folder, _ := filepath.Rel(root, filepath.Dir(path))
			found[folder] = true
		}
		return nil
	})
	var list []string
	for path := range found {
		list = append(list, path)
	}
	sort.Strings(list)
	return list
}

var fset = token.NewFileSet()

// exported is what real Go has.
func exported(path string) names {
	found := names{}
	pkg, err := importer.ForCompiler(fset, "source", nil).Import(path)
	if err != nil {
		panic(err)
	}
	for _, name := range pkg.Scope().Names() {
		if !ast.IsExported(name) {
			continue
		}
		found[name] = true
		object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		methods := types.NewMethodSet(types.NewPointer(object.Type()))
		for i := 0; i < methods.Len(); i++ {
			if method := methods.At(i).Obj().Name(); ast.IsExported(method) {
				found[name+"."+method] = true
			}
		}
	}
	return found
}

// declared is what our files have, of any Go version.
func declared(root, path string) names {
	found := names{}
	embedded := map[string][]string{}
	files, _ := filepath.Glob(filepath.Join(root, path, "*.go"))
	for _, name := range files {
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			panic(err)
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				found[receiver(decl)+decl.Name.Name] = true
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					found.add(spec, embedded)
				}
			}
		}
	}
	for outer, inners := range embedded {
		for _, inner := range inners {
			for name := range found {
				if method, ok := strings.CutPrefix(name, inner+"."); ok {
					found[outer+"."+method] = true
				}
			}
		}
	}
	return found
}

// receiver is "Type." for a method, else empty.
func receiver(decl *ast.FuncDecl) string {
	if decl.Recv == nil {
		return ""
	}
	expr := decl.Recv.List[0].Type
	for {
		switch inner := expr.(type) {
		case *ast.StarExpr:
			expr = inner.X
		case *ast.IndexExpr:
			expr = inner.X
		case *ast.IndexListExpr:
			expr = inner.X
		default:
			return expr.(*ast.Ident).Name + "."
		}
	}
}

func (found names) add(spec ast.Spec, embedded map[string][]string) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			found[name.Name] = true
		}
	case *ast.TypeSpec:
		found[spec.Name.Name] = true
		switch ty := spec.Type.(type) {
		case *ast.InterfaceType:
			found[spec.Name.Name+".*"] = true
		case *ast.StructType:
			for _, field := range ty.Fields.List {
				expr := field.Type
				if star, ok := expr.(*ast.StarExpr); ok {
					expr = star.X
				}
				if inner, ok := expr.(*ast.Ident); ok && len(field.Names) == 0 {
					embedded[spec.Name.Name] = append(embedded[spec.Name.Name], inner.Name)
				}
			}
		}
	}
}

//! The list of embedded files of the standard.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::doc;

pub(super) fn render(files: &[String]) -> TokenStream {
    let mut files = files.to_vec();
    files.sort();
    let entries = files.iter().map(|path| {
        let from_source = format!("../{path}");
        quote!((#path, include_str!(#from_source)))
    });
    let about = doc("Path within `schema/` and text of every file of the standard.");
    quote! {
        #about
        pub const FILES: &[(&str, &str)] = &[#(#entries),*];
    }
}

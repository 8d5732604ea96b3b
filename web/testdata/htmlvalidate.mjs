// How html-validate judges the pages: by all that it recommends, what WCAG asks of
// markup included. Each rule that is changed says why.
export default {
	root: true,
	extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
	rules: {
		// templ writes it so, and browsers do not mind.
		'doctype-style': ['error', { style: 'lowercase' }],
		// Lists of many thousand lines have groups between the list and its items.
		'prefer-native-element': ['error', { exclude: ['list'] }],
		// Everything comes from where the page comes from.
		'require-sri': ['error', { target: 'crossorigin' }],
		// Lists and groups may have names.
		'aria-label-misuse': ['error', { allowAnyNamable: true }],
		// One form sends nothing: it says for boxes that browsers are to keep them not.
		'wcag/h32': 'off',
		// Nobody writes the pages by hand.
		'no-trailing-whitespace': 'off',
	},
};

// Jest, other than Vite, cannot import styles and images.
export default {};
